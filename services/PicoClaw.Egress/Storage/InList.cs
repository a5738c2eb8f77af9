namespace PicoClaw.Egress.Storage;

/// <summary>A list for <c>IN</c>: handed over whole it would be an array with one database and an error with the other.</summary>
internal static class InList
{
    /// <summary>Adds the values to <paramref name="parameters"/> and gives what stands after IN; there must be some.</summary>
    public static string Of(IReadOnlyList<string> values, Dictionary<string, object?> parameters)
    {
        for (var index = 0; index < values.Count; index++)
        {
            parameters[$"in{index}"] = values[index];
        }

        return $"({string.Join(", ", Enumerable.Range(0, values.Count).Select(index => $"@in{index}"))})";
    }
}
