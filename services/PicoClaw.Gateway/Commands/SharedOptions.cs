using System.CommandLine;

namespace PicoClaw.Gateway.Commands;

/// <summary>Options that several commands have; each gets its own.</summary>
internal static class SharedOptions
{
    public static Option<FileInfo?> Config() => new("--config")
    {
        Description = "The configuration file; default: $PICOCLAW_CONFIG, $PICOCLAW_HOME/config.json, ~/.picoclaw/config.json",
    };
}
