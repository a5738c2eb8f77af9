using System.Collections.Concurrent;
using System.Numerics;
using Dapper;

namespace PicoClaw.Egress.Storage;

/// <summary>A list for <c>IN</c>: handed over whole it would be an array with one database and an error with the other.</summary>
internal static class InList
{
    private static readonly ConcurrentDictionary<(string Name, int Length), string> Texts = new();

    /// <summary>Adds the values to <paramref name="parameters"/> and gives what stands after IN; there must be some.</summary>
    public static string Of(IReadOnlyList<string> values, DynamicParameters parameters, string name = "in")
    {
        // Each text is prepared by itself, so there are few: the last value fills a list up.
        var length = (int)BitOperations.RoundUpToPowerOf2((uint)values.Count);
        for (var index = 0; index < length; index++)
        {
            parameters.Add($"{name}{index}", values[Math.Min(index, values.Count - 1)]);
        }

        return Texts.GetOrAdd((name, length), static key => $"({string.Join(", ", Enumerable.Range(0, key.Length).Select(index => $"@{key.Name}{index}"))})");
    }
}
