using PicoClaw.Configuration.Kinds;
using PicoClaw.Configuration.Schema;

namespace PicoClaw.Configuration.Sections;

internal static class StoreSection
{
    public static readonly SectionSchema Fields = new(
    [
        new("store", "Store", FieldAddresses.Store),
        new("store_password", "Store:Password", FieldSecrets.Password),
    ]);
}
