using System.Collections.Frozen;

namespace PicoClaw.Hosting.Reloading;

/// <summary>All live options of the process: one immutable snapshot, which a change replaces whole (docs/adr/0018).</summary>
public sealed class LiveSettings
{
    private readonly AsyncLocal<Pinned?> _pinned = new();
    private readonly IReadOnlyList<ILivePart> _parts;
    private volatile FrozenDictionary<Type, object> _newest;

    internal LiveSettings(IEnumerable<ILivePart> parts)
    {
        _parts = [.. parts];
        _newest = Read(null);
    }

    /// <summary>
    /// Until the result is disposed of, this flow of control and all that it calls or starts reads the settings as they are now: what has begun ends
    /// with the settings with which it began.
    /// </summary>
    public IDisposable Pin() => _pinned.Value = new Pinned(_pinned.Value?.Snapshot ?? _newest);

    internal T Get<T>()
        where T : class => (T)(_pinned.Value?.Snapshot ?? _newest)[typeof(T)];

    /// <summary>Reads all options again and takes them into use, or throws and changes nothing.</summary>
    public void Refresh()
    {
        var before = _newest;
        var next = Read(before);
        _newest = next;
        foreach (var part in _parts.Where(part => !ReferenceEquals(before[part.Type], next[part.Type])))
        {
            part.Announce();
        }
    }

    private FrozenDictionary<Type, object> Read(FrozenDictionary<Type, object>? previous) =>
        _parts.ToFrozenDictionary(part => part.Type, part => part.Read(previous?[part.Type]));

    // Emptied at the end, for what was started meanwhile and lives on.
    private sealed class Pinned(FrozenDictionary<Type, object> snapshot) : IDisposable
    {
        private volatile FrozenDictionary<Type, object>? _snapshot = snapshot;

        public FrozenDictionary<Type, object>? Snapshot => _snapshot;

        public void Dispose() => _snapshot = null;
    }
}
