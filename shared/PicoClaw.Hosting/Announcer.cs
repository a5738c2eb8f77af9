namespace PicoClaw.Hosting;

/// <summary>Lines for the person who started the process, shown whatever the log level is.</summary>
public sealed class Announcer(TextWriter output)
{
    /// <summary>True where the log alone is printed, for programs.</summary>
    internal bool IsSilent => output == TextWriter.Null;

    public void Say(string line) => output.WriteLine(line);
}
