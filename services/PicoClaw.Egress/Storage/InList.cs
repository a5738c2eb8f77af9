using System.Numerics;
using Dapper;

namespace PicoClaw.Egress.Storage;

/// <summary>A list for <c>IN</c>: handed over whole it would be an array with one database and an error with the other.</summary>
internal static class InList
{
    /// <summary>Adds the values to <paramref name="parameters"/> and gives what stands after IN; there must be some.</summary>
    public static string Of(IReadOnlyList<string> values, DynamicParameters parameters, string name = "in")
    {
        // Each text is prepared by itself, so there are few: the last value fills a list up.
        var length = (int)BitOperations.RoundUpToPowerOf2((uint)values.Count);
        for (var index = 0; index < length; index++)
        {
            parameters.Add($"{name}{index}", values[Math.Min(index, values.Count - 1)]);
        }

        return length == 1 ? $"(@{name}0)" : $"({string.Join(", ", Enumerable.Range(0, length).Select(index => $"@{name}{index}"))})";
    }
}
