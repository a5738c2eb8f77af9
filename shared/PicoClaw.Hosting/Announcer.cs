namespace PicoClaw.Hosting;

/// <summary>Lines for the person who started the process, shown whatever the log level is.</summary>
public sealed class Announcer(TextWriter output)
{
    public void Say(string line) => output.WriteLine(line);
}
