namespace PicoClaw.Configuration.Documents;

/// <summary>The source of a value: a file with a 1-based line and column, or (line 0) an environment variable.</summary>
internal readonly record struct ConfigPlace(string Source, int Line, int Column)
{
    public bool IsEnvironment => Line == 0;

    public static ConfigPlace Variable(string name) => new(name, 0, 0);

    /// <summary>The start of a sentence about the value at this place.</summary>
    public string Describe(string key)
    {
        if (IsEnvironment)
        {
            return $"environment variable {Source}:";
        }

        var position = $"{Source}, line {Line}, column {Column}:";
        return key.Length == 0 ? position : $"{position} {key}";
    }
}
