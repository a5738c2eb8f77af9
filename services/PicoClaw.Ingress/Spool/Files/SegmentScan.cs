namespace PicoClaw.Ingress.Spool.Files;

/// <summary>What a file of the spool holds.</summary>
/// <param name="Records">Each with its message; the order is that of the file.</param>
/// <param name="DamagedBytes">Bytes in front of a record that belong to none.</param>
/// <param name="TornBytes">Bytes behind the last record, as a crash leaves them.</param>
internal sealed record SegmentScan(IReadOnlyList<FoundRecord> Records, int DamagedBytes, int TornBytes)
{
    public static SegmentScan Of(ReadOnlySpan<byte> file)
    {
        var records = new List<FoundRecord>();
        var (damaged, behind, at) = (0, 0, 0);
        while (file[at..].IndexOf(SpoolRecord.Mark) is var skipped and >= 0)
        {
            at += skipped;
            if (!SpoolRecord.TryRead(file[at..], out var content))
            {
                at++;
                continue;
            }

            var length = SpoolRecord.HeaderBytes + content.Length;
            if (SpooledMessage.Parse(content) is { } message)
            {
                damaged += at - behind;
                records.Add(new FoundRecord(at, length, message));
                behind = at + length;
            }
            else
            {
                // Whole, but of another version: it is no crash's remainder.
                damaged += at + length - behind;
                behind = at + length;
            }

            at += length;
        }

        return new SegmentScan(records, damaged, file.Length - behind);
    }
}
