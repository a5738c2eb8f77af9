using System.Globalization;
using System.Text.Json;

namespace PicoClaw.Hosting.Configuration;

/// <summary>From the file and the environment to normalized settings, or to one exception that says all that is wrong.</summary>
internal static class ConfigReader
{
    private const int NewestVersion = 3;

    public static IReadOnlyDictionary<string, string?> Read(string? configPath, IReadOnlyDictionary<string, string> environment)
    {
        var paths = ConfigPaths.Locate(configPath, environment);
        var report = new ConfigReport();
        var bytes = ConfigFile.Read(paths);
        var document = bytes is null ? null : ConfigParser.Parse(ConfigText.From(paths.File, bytes), report);

        var root = new Section("", "", document?.Place ?? default);
        var accounts = Collect(document, root, report);
        EnvironmentOverrides.Apply(environment, root, accounts, report);

        var userHome = ConfigPaths.UserHome(environment);
        var folder = document is null ? paths.Home : Path.GetDirectoryName(paths.File)!;
        var secrets = new SecretResolver(folder, userHome, report);
        var writer = new SettingsWriter(report, secrets, userHome);
        writer.Write(ConfigSchema.Root, root);
        WriteAccounts(accounts, writer);
        if (document is not null)
        {
            ModelSections.Write(document, writer);
            McpSections.Write(document, writer);
        }

        report.ThrowIfAny();
        if (document is not null && secrets.FileHoldsSecret && ConfigFile.IsOpenToOthers(paths.File))
        {
            report.Warn($"{paths.File} holds secrets and other users of this machine can read or change it. Run: chmod 600 \"{paths.File}\"");
        }

        WriteOwn(paths, document is not null, report, writer.Settings);
        return writer.Settings;
    }

    private static List<Section> Collect(ConfigNode? document, Section root, ConfigReport report)
    {
        if (document is null)
        {
            return [];
        }

        if (document.Kind != JsonValueKind.Object)
        {
            report.Problem(document.Place, "", $"expected an object {{ }}, found {document.Describe()}.");
            return [];
        }

        ConfigSchema.Root.Collect(document, root, report);
        CheckVersion(root, report);
        return AccountSections.Read(document, report);
    }

    private static void CheckVersion(Section root, ConfigReport report)
    {
        if (root.Found.TryGetValue(ConfigSchema.Root["version"], out var found)
            && !(found.Node.Kind == JsonValueKind.Number
                && int.TryParse(found.Node.Text, CultureInfo.InvariantCulture, out var version)
                && version is >= 0 and <= NewestVersion))
        {
            report.Problem(found.Node.Place, found.Path, $"expected a whole number from 0 to {NewestVersion}, the newest version of the file that is known here.");
        }
    }

    private static void WriteAccounts(List<Section> accounts, SettingsWriter writer)
    {
        foreach (var account in accounts)
        {
            account.Enabled = AccountRules.IsEnabled(account);
            writer.Set(account, "Channel", ConfigSchema.DingTalk);
            writer.Set(account, "Enabled", "false");
            writer.Write(ConfigSchema.Account, account);
        }

        AccountRules.Check(accounts, writer);
    }

    private static void WriteOwn(ConfigPaths paths, bool found, ConfigReport report, Dictionary<string, string?> settings)
    {
        settings["PicoClaw:Home"] = paths.Home;
        settings["PicoClaw:Searched"] = paths.File;
        if (found)
        {
            settings["PicoClaw:ConfigFile"] = paths.File;
        }

        var index = 0;
        foreach (var warning in report.Warnings())
        {
            settings[$"PicoClaw:Warnings:{index++}"] = warning;
        }
    }
}
