namespace PicoClaw.Configuration.Editing;

/// <summary>Somebody else wrote the file after it was read; it was left as it is, and the edit can be made anew.</summary>
public sealed class ConfigChangedException : Exception
{
    public ConfigChangedException(string message) : base(message)
    {
    }
}
