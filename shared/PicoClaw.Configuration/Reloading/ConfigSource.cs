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

    private readonly IReadOnlyDictionary<string, string> _environment;
    private readonly ConfigPaths _paths;
    private FilesRead _files = new();
    private IReadOnlyDictionary<string, string?> _read;
    private IReadOnlyDictionary<string, string?> _used;

    internal ConfigSource(string? configPath, IReadOnlyDictionary<string, string> environment)
    {
        _environment = environment;
        _paths = ConfigPaths.Locate(configPath, environment);
        _used = _read = ConfigReader.Read(_paths, _environment, _files);
        Data = new Dictionary<string, string?>(_read, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The source that a process was started with; null in a host without one.</summary>
    public static ConfigSource? Of(IConfiguration configuration) =>
        (configuration as IConfigurationRoot)?.Providers.OfType<ConfigSource>().FirstOrDefault();

    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    /// <summary>Reads the files again if any of them has changed since the last look; else null. Changes nothing that is in use.</summary>
    public ConfigChange? Look()
    {
        if (!_files.HaveChanged())
        {
            return null;
        }

        _files = new FilesRead();
        try
        {
            var before = _read;
            _read = ConfigReader.Read(_paths, _environment, _files, mustExist: _read.ContainsKey("PicoClaw:ConfigFile"));
            List<ChangedKey> changed = [.. ConfigDifference.Between(_used, _read)];
            return new ConfigChange(_paths.File)
            {
                Live = Names(changed.Where(key => key.IsLive)),
                NeedRestart = Names(changed.Where(key => !key.IsLive)),
                Warnings = [.. Sentences(_read).Except(Sentences(before))],
                Settings = _read,
            };
        }
        catch (ConfigException exception)
        {
            return new ConfigChange(_paths.File) { Problem = OneLine(exception) };
        }
    }

    /// <summary>Takes the live fields of a change into use, all at once. The returned action takes them back.</summary>
    public Action Use(ConfigChange change)
    {
        var (data, before) = (Data, _used);
        var (newData, newUsed) = (Copy(data), Copy(before));
        foreach (var changed in ConfigDifference.Between(before, change.Settings).Where(key => key.IsLive))
        {
            Put(newData, changed);
            Put(newUsed, changed);
        }

        (Data, _used) = (newData, newUsed);
        return () => (Data, _used) = (data, before);
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
