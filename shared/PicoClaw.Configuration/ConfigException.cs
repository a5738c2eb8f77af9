namespace PicoClaw.Configuration;

/// <summary>The configuration cannot be used. <see cref="Exception.Message"/> is complete and can be shown to a person as it is.</summary>
public sealed class ConfigException : Exception
{
    public ConfigException(string message) : base(message) => Problems = [message];

    public ConfigException(string message, Exception innerException) : base(message, innerException) => Problems = [message];

    public ConfigException(IReadOnlyList<string> problems) : base(Join(problems)) => Problems = problems;

    /// <summary>One text for each problem, in the order of the file.</summary>
    public IReadOnlyList<string> Problems { get; }

    private static string Join(IReadOnlyList<string> problems) => problems.Count == 1
        ? problems[0]
        : $"The configuration has {problems.Count} problems:{Environment.NewLine}"
            + string.Join(Environment.NewLine, problems.Select(problem => "- " + problem));
}
