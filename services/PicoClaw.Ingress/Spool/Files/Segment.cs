namespace PicoClaw.Ingress.Spool.Files;

/// <summary>A file of records. It is written once, by the process that made it, and deleted when all its messages are with the broker.</summary>
internal sealed class Segment(string path)
{
    private FileStream? _file;

    public string Path => path;

    /// <summary>The bytes that are on disk for certain; nothing is read beyond.</summary>
    public long Bytes { get; private set; }

    /// <summary>The messages that are not with the broker yet. This and the next three belong to <see cref="SpoolQueue"/> and its lock.</summary>
    public int Waiting { get; set; }

    /// <summary>The writer appends to it, so it stays although nothing waits.</summary>
    public bool IsHeld { get; set; }

    public bool IsDone { get; set; }

    /// <summary>It holds bytes that nobody could read, so it is kept aside instead of deleted.</summary>
    public bool IsDamaged { get; set; }

    public static Segment Create(string path)
    {
        var segment = new Segment(path) { _file = DurableFiles.Open(path, FileMode.CreateNew, FileShare.ReadWrite | FileShare.Delete) };
        DurableFiles.FlushFolder(System.IO.Path.GetDirectoryName(path)!);
        return segment;
    }

    /// <summary>Returns when all records are on disk. After a failure nothing may be appended: what the disk holds is unknown.</summary>
    public void Append(IReadOnlyList<ReadOnlyMemory<byte>> records)
    {
        var file = _file ?? throw new InvalidOperationException("the segment is closed");
        RandomAccess.Write(file.SafeFileHandle, records, Bytes);
        RandomAccess.FlushToDisk(file.SafeFileHandle);
        Bytes += records.Sum(record => record.Length);
    }

    /// <summary>Removes what a failed append has left.</summary>
    public void Cut() => _file?.SetLength(Bytes);

    public void Close() => Interlocked.Exchange(ref _file, null)?.Dispose();

    public SegmentScan Scan()
    {
        var file = File.ReadAllBytes(Path);
        Bytes = file.Length;
        return SegmentScan.Of(file);
    }

    /// <summary>Null when the disk does not hold it any more.</summary>
    public SpooledMessage? Read(long offset, int length)
    {
        try
        {
            using var file = File.OpenHandle(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[length];
            var read = RandomAccess.Read(file, bytes, offset);
            return SpoolRecord.TryRead(bytes.AsSpan(0, read), out var content) ? SpooledMessage.Parse(content) : null;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }
}
