using Microsoft.Extensions.Configuration;
using PicoClaw.Configuration.Documents;

namespace PicoClaw.Configuration.Reloading;

/// <summary>
/// config.json and the PICOCLAW_ variables as .NET configuration. It keeps what the start found, until <see cref="Use"/> replaces the values of live
/// fields; values of all other fields stay, whatever the file says.
/// </summary>
public sealed class ConfigSource : ConfigurationProvider, IConfigurationSource
{
    private const string Warnings = "PicoClaw:Warnings:";

    private readonly IReadOnlyDictionary<string, string> environment;
    private readonly ConfigPaths paths;
    private FilesRead files = new();
    private IReadOnlyDictionary<string, string?> read;
    private IReadOnlyDictionary<string, string?> used;

    internal ConfigSource(string? configPath, IReadOnlyDictionary<string, string> environment)
    {
        this.environment = environment;
        paths = ConfigPaths.Locate(configPath, environment);
        used = read = ConfigReader.Read(paths, environment, files);
        Data = new Dictionary<string, string?>(read, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The source that a process was started with; null in a host without one.</summary>
    public static ConfigSource? Of(IConfiguration configuration) =>
        (configuration as IConfigurationRoot)?.Providers.OfType<ConfigSource>().FirstOrDefault();

    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    /// <summary>Reads the files again if any of them has changed since the last look; else null. Changes nothing that is in use.</summary>
    public ConfigChange? Look()
    {
        if (!files.HaveChanged())
        {
            return null;
        }

        files = new FilesRead();
        try
        {
            var before = read;
            read = ConfigReader.Read(paths, environment, files, mustExist: read.ContainsKey("PicoClaw:ConfigFile"));
            List<ChangedKey> changed = [.. ConfigDifference.Between(used, read)];
            return new ConfigChange(paths.File)
            {
                Live = Names(changed.Where(key => key.IsLive)),
                NeedRestart = Names(changed.Where(key => !key.IsLive)),
                Warnings = [.. Sentences(read).Except(Sentences(before))],
                Settings = read,
            };
        }
        catch (ConfigException exception)
        {
            return new ConfigChange(paths.File) { Problem = OneLine(exception) };
        }
    }

    /// <summary>Takes the live fields of a change into use, all at once. The returned action takes them back.</summary>
    public Action Use(ConfigChange change)
    {
        var (data, before) = (Data, used);
        var (newData, newUsed) = (Copy(data), Copy(before));
        foreach (var changed in ConfigDifference.Between(before, change.Settings).Where(key => key.IsLive))
        {
            Put(newData, changed);
            Put(newUsed, changed);
        }

        (Data, used) = (newData, newUsed);
        return () => (Data, used) = (data, before);
    }

    private static void Put(Dictionary<string, string?> settings, ChangedKey changed)
    {
        if (changed.Value is null)
        {
            settings.Remove(changed.Key);
        }
        else
        {
            settings[changed.Key] = changed.Value;
        }
    }

    private static Dictionary<string, string?> Copy(IEnumerable<KeyValuePair<string, string?>> settings) =>
        new(settings, StringComparer.OrdinalIgnoreCase);

    private static IReadOnlyList<string> Names(IEnumerable<ChangedKey> keys) =>
        [.. keys.Select(key => key.Field).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Sentences(IReadOnlyDictionary<string, string?> settings) => settings
        .Where(setting => setting.Key.StartsWith(Warnings, StringComparison.Ordinal))
        .Select(setting => setting.Value!);

    // The excerpt below the first line is for a terminal.
    private static string OneLine(ConfigException exception)
    {
        var first = exception.Problems[0].Split('\n')[0].TrimEnd('\r');
        var others = exception.Problems.Count - 1;
        return others == 0 ? first : $"{first} (and {others} more)";
    }
}
