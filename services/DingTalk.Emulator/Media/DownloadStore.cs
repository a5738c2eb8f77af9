using Microsoft.Extensions.Options;

namespace DingTalk.Emulator.Media;

// The signed addresses issued for download codes.
internal sealed class DownloadStore(IOptions<EmulatorOptions> options, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (string Code, DateTimeOffset ExpiresAt)> _files = new(StringComparer.Ordinal);

    public string Sign(string downloadCode)
    {
        var id = Guid.NewGuid().ToString("N");
        var now = time.GetUtcNow();
        lock (_gate)
        {
            foreach (var (old, _) in _files.Where(file => file.Value.ExpiresAt <= now).ToList())
            {
                _files.Remove(old);
            }

            _files[id] = (downloadCode, now + options.Value.DownloadUrlLifetime);
        }

        return id;
    }

    public string? CodeOf(string id)
    {
        lock (_gate)
        {
            return _files.TryGetValue(id, out var file) && file.ExpiresAt > time.GetUtcNow() ? file.Code : null;
        }
    }
}
