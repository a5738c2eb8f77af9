using PicoClaw.Configuration.Schema;
using static PicoClaw.Configuration.Kinds.FieldKinds;
using static PicoClaw.Configuration.Kinds.FieldNumbers;

namespace PicoClaw.Configuration.Sections;

internal static class IngressSection
{
    public static readonly SectionSchema Fields = new(
    [
        new("ingress.spool.directory", "Ingress:Spool:Directory", Folder),
        new("ingress.spool.max_bytes", "Ingress:Spool:MaxBytes", Whole(1_048_576, 2_000_000_000)),

        // DingTalk waits 3 s for an ack, and the disk needs a moment.
        new("ingress.spool.confirm_within_ms", "Ingress:Spool:ConfirmWithinMs", Whole(50, 2500)),
    ]);
}
