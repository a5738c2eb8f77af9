using PicoClaw.Ingress.Spool.Files;

namespace PicoClaw.Ingress.Spool;

/// <summary>A message in the spool: where it is, and when the platform says it was written.</summary>
internal sealed record SpoolEntry(Segment Segment, long Offset, int Length, DateTimeOffset SentAt, long Number);
