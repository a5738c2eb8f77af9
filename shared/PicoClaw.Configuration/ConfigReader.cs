using System.Globalization;
using System.Text.Json;
using PicoClaw.Configuration.Documents;
using PicoClaw.Configuration.Entries;
using PicoClaw.Configuration.Schema;
using PicoClaw.Configuration.Sections;

namespace PicoClaw.Configuration;

/// <summary>Reads the file and the environment into normalized settings, or throws one exception that lists every problem.</summary>
internal static class ConfigReader
{
    public static IReadOnlyDictionary<string, string?> Read(
        ConfigPaths paths, IReadOnlyDictionary<string, string> environment, FilesRead files, bool mustExist = false)
    {
        var report = new ConfigReport();
        var bytes = ConfigFile.Read(paths, files, mustExist);
        var document = bytes is null ? null : ConfigParser.Parse(ConfigText.From(paths.File, bytes), report);

        var root = new Section("", "", document?.Place ?? default);
        var accounts = Collect(document, root, report);
        var folder = document is null ? paths.Home : Path.GetDirectoryName(paths.File)!;
        var security = document is null ? null : SecurityFile.Read(folder, files, report);
        foreach (var account in accounts)
        {
            security?.ApplyTo(account, report);
        }

        EnvironmentOverrides.Apply(environment, root, accounts, report);

        var userHome = ConfigPaths.UserHome(environment);
        var secrets = new SecretResolver(folder, userHome, environment, files, report);
        var writer = new SettingsWriter(report, secrets, new VariableReferences(environment, report), userHome);
        writer.Write(ConfigSchema.Root, root);
        WriteAccounts(accounts, writer);
        var models = document is null ? [] : ModelReader.Write(document, security, writer);
        ModelRules.Check(root, models, writer);
        McpServerReader.Write(root, writer);
        ScheduleReader.Write(root, accounts, writer);
        ClientRules.Check(root, accounts, writer);
        security?.WarnOfUnused(report);

        report.ThrowIfAny();
        foreach (var file in secrets.FilesWithSecrets.Where(ConfigFile.IsOpenToOthers))
        {
            report.Warn($"{file} holds secrets and other users of this machine can read or change it. Run: chmod 600 \"{file}\"");
        }

        WriteOwn(paths, document is not null, report, writer.Settings);
        return writer.Settings;
    }

    private static List<Section> Collect(ConfigNode? document, Section root, ConfigReport report)
    {
        if (document is null || !report.ExpectObject(document, ""))
        {
            return [];
        }

        ConfigSchema.Root.Collect(document, root, report);
        CheckVersion(root, report);
        return AccountReader.Read(document, report);
    }

    private static void CheckVersion(Section root, ConfigReport report)
    {
        if (root.Found.TryGetValue(ConfigSchema.Root["version"], out var found)
            && !(found.Node.Kind == JsonValueKind.Number
                && int.TryParse(found.Node.Text, CultureInfo.InvariantCulture, out var version)
                && version is >= 0 and <= FileSection.NewestVersion))
        {
            report.Problem(
                found.Node.Place,
                found.Path,
                $"expected a whole number from 0 to {FileSection.NewestVersion}, the newest version of the file that is known here.");
        }
    }

    private static void WriteAccounts(List<Section> accounts, SettingsWriter writer)
    {
        foreach (var account in accounts)
        {
            account.Enabled = AccountRules.IsEnabled(account);
            writer.Set(account, "Channel", account.Channel!.Type);
            writer.Set(account, "Enabled", "false");
            writer.Write(account.Channel.Account, account);
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
