using System.Diagnostics.CodeAnalysis;

namespace PicoClaw.Egress.Pacing;

/// <summary>Round robin with two priorities: interactive items first, and every Nth turn goes to bulk.</summary>
internal sealed class Rotation<T>(int bulkEvery)
{
    private readonly LinkedList<T> _interactive = [];
    private readonly LinkedList<T> _bulk = [];
    private int _turns;

    public int Count => _interactive.Count + _bulk.Count;

    public IEnumerable<T> Waiting => _interactive.Concat(_bulk);

    public void Add(T item, bool isBulk) => ListOf(isBulk).AddLast(item);

    /// <summary>For an item that had a turn and could not use it.</summary>
    public void AddFirst(T item, bool isBulk) => ListOf(isBulk).AddFirst(item);

    /// <summary>The next of those that may go now.</summary>
    public bool TryNext(Func<T, bool> mayGo, [MaybeNullWhen(false)] out T item)
    {
        var interactive = First(_interactive, mayGo);
        var bulkIsDue = interactive is null || _turns + 1 >= bulkEvery;
        var bulk = bulkIsDue ? First(_bulk, mayGo) : null;
        if ((bulk ?? interactive) is not { } next)
        {
            item = default;
            return false;
        }

        _turns = bulk is null && _bulk.Count > 0 ? Math.Min(_turns + 1, bulkEvery) : 0;
        item = next.Value;
        next.List!.Remove(next);
        return true;
    }

    /// <summary>Takes out the items that fit, up to <paramref name="atMost"/>.</summary>
    public IReadOnlyList<T> Take(Func<T, bool> fits, int atMost)
    {
        var taken = Waiting.Where(fits).Take(atMost).ToList();
        taken.ForEach(item => _ = _interactive.Remove(item) || _bulk.Remove(item));
        return taken;
    }

    private static LinkedListNode<T>? First(LinkedList<T> list, Func<T, bool> fits)
    {
        for (var node = list.First; node is not null; node = node.Next)
        {
            if (fits(node.Value))
            {
                return node;
            }
        }

        return null;
    }

    private LinkedList<T> ListOf(bool isBulk) => isBulk ? _bulk : _interactive;
}
