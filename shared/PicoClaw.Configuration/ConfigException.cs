namespace PicoClaw.Configuration;

/// <summary>The configuration cannot be used. <see cref="Exception.Message"/> is complete and can be shown to a person as it is.</summary>
public sealed class ConfigException : Exception
{
    public ConfigException(string message) : base(Visible(message)) => Problems = [Message];

    public ConfigException(string message, Exception innerException) : base(Visible(message), innerException) => Problems = [Message];

    public ConfigException(IReadOnlyList<string> problems) : base(Visible(Join(problems))) => Problems = [.. problems.Select(Visible)];

    /// <summary>One text for each problem, in the order of the file.</summary>
    public IReadOnlyList<string> Problems { get; }

    // A name in the file may hold anything, and a terminal obeys some of it.
    private static string Visible(string text) =>
        string.Concat(text.Select(character => char.IsControl(character) && character is not ('\n' or '\r') ? '\uFFFD' : character));

    private static string Join(IReadOnlyList<string> problems) => problems.Count == 1
        ? problems[0]
        : $"The configuration has {problems.Count} problems:{Environment.NewLine}"
            + string.Join(Environment.NewLine, problems.Select(problem => "- " + problem));
}
