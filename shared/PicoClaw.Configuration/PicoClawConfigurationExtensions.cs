using System.Collections;
using Microsoft.Extensions.Configuration;
using PicoClaw.Configuration.Reloading;

namespace PicoClaw.Configuration;

public static class PicoClawConfigurationExtensions
{
    /// <summary>
    /// Adds config.json and the PICOCLAW_ variables as normalized keys (see the README of this project). What changes later takes effect through
    /// <see cref="ConfigSource"/> alone.
    /// </summary>
    /// <param name="builder">The builder to add to.</param>
    /// <param name="configPath">The file to read; null looks at PICOCLAW_CONFIG, PICOCLAW_HOME and ~/.picoclaw.</param>
    /// <param name="environment">The variables; null takes those of the process.</param>
    /// <exception cref="ConfigException">The configuration cannot be used; the message lists every problem.</exception>
    public static IConfigurationBuilder AddPicoClawConfig(
        this IConfigurationBuilder builder,
        string? configPath = null,
        IReadOnlyDictionary<string, string>? environment = null) =>
        builder.Add(new ConfigSource(configPath, environment ?? ProcessEnvironment()));

    internal static Dictionary<string, string> ProcessEnvironment() => Environment.GetEnvironmentVariables()
        .Cast<DictionaryEntry>()
        .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "", StringComparer.Ordinal);
}
