namespace DingTalk.Emulator.Media;

// The files that people and bots have given, by download code or media id. The oldest are dropped first.
internal sealed class MediaStore : IResettable
{
    private const long MostBytes = 256 * 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, MediaFile> _files = new(StringComparer.Ordinal);
    private readonly Queue<string> _byAge = new();
    private long _bytes;

    public void Add(string id, MediaFile file)
    {
        lock (_gate)
        {
            _files.Add(id, file);
            _byAge.Enqueue(id);
            _bytes += file.Bytes.Length;
            while (_bytes > MostBytes && _byAge.TryDequeue(out var oldest) && _files.Remove(oldest, out var gone))
            {
                _bytes -= gone.Bytes.Length;
            }
        }
    }

    public MediaFile? Find(string? id)
    {
        lock (_gate)
        {
            return id is not null ? _files.GetValueOrDefault(id) : null;
        }
    }

    public void Reset()
    {
        lock (_gate)
        {
            _files.Clear();
            _byAge.Clear();
            _bytes = 0;
        }
    }
}
