namespace PicoClaw.Ingress.Spool.Files;

/// <summary>The files of this process's folder.</summary>
/// <param name="root">The folder that replicas share.</param>
/// <param name="onNotRemoved">Gets the path of a file that should be gone, and the reason.</param>
internal sealed class SpoolFiles(string root, Action<string, string> onNotRemoved) : IDisposable
{
    private readonly Queue<string> _unread = [];
    private SpoolFolder? _folder;
    private long _bytes;

    public long Bytes => Volatile.Read(ref _bytes);

    /// <summary>
    /// Takes a folder if there is none yet, and the files of dead processes. Returns those that nobody has read yet, each as it is read.
    /// </summary>
    public IEnumerable<(Segment Segment, SegmentScan Scan)> Recover()
    {
        if (_folder is null)
        {
            _folder = SpoolFolder.Claim(root);
            Enqueue(_folder.Segments());
        }

        Enqueue(_folder.Adopt(root));
        while (_unread.TryPeek(out var path))
        {
            var segment = new Segment(path);
            var scan = segment.Scan();
            segment.IsDamaged = scan.DamagedBytes > 0;
            Interlocked.Add(ref _bytes, segment.Bytes);
            _unread.Dequeue();
            yield return (segment, scan);
        }
    }

    public Segment Create() => Segment.Create((_folder ?? throw new IOException($"{root} is not open yet")).NextSegment());

    public void Append(Segment segment, IReadOnlyList<ReadOnlyMemory<byte>> records)
    {
        segment.Append(records);
        Interlocked.Add(ref _bytes, records.Sum(record => record.Length));
    }

    /// <summary>Removes a file that is done, or sets it aside when it is damaged.</summary>
    public void Retire(Segment segment)
    {
        segment.Close();
        try
        {
            if (segment.IsDamaged)
            {
                File.Move(segment.Path, segment.Path + ".damaged", overwrite: true);
            }
            else
            {
                File.Delete(segment.Path);
            }

            Interlocked.Add(ref _bytes, -segment.Bytes);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The next process sends its messages again, and the agent drops them.
            onNotRemoved(segment.Path, exception.Message);
        }
    }

    /// <summary>Throws when the disk takes nothing.</summary>
    public void Probe()
    {
        var path = Path.Combine(_folder?.Path ?? root, "probe");
        using (var file = DurableFiles.Open(path, FileMode.Create, FileShare.None))
        {
            file.Write(new byte[4096]);
            file.Flush(flushToDisk: true);
        }

        File.Delete(path);
    }

    public void Dispose() => _folder?.Dispose();

    private void Enqueue(IEnumerable<string> paths)
    {
        foreach (var path in paths)
        {
            _unread.Enqueue(path);
        }
    }
}
