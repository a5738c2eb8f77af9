namespace PicoClaw.Ingress.Spool.Files;

internal readonly record struct FoundRecord(long Offset, int Length, SpooledMessage Message);
