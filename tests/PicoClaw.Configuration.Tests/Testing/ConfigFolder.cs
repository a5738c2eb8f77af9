using Microsoft.Extensions.Configuration;

namespace PicoClaw.Configuration.Tests.Testing;

/// <summary>A temporary home with a config.json and its own environment.</summary>
internal sealed class ConfigFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("picoclaw-config-");

    public ConfigFolder(string? json = null)
    {
        Environment["HOME"] = PathOf("home");
        Environment["PICOCLAW_HOME"] = folder.FullName;
        if (json is not null)
        {
            Write("config.json", json);
        }
    }

    public Dictionary<string, string> Environment { get; } = [];

    public string ConfigFile => PathOf("config.json");

    public string PathOf(string name) => Path.Combine(folder.FullName, name);

    public string Write(string name, string text) => Write(name, System.Text.Encoding.UTF8.GetBytes(text));

    public string Write(string name, byte[] bytes)
    {
        var path = PathOf(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        return path;
    }

    public ConfigFolder With(string variable, string value)
    {
        Environment[variable] = value;
        return this;
    }

    public void OpenToOthers(string name = "config.json")
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(PathOf(name), UnixFileMode.UserRead | UnixFileMode.OtherRead);
        }
    }

    public IConfigurationRoot Load(string? configPath = null) =>
        new ConfigurationBuilder().AddPicoClawConfig(configPath, Environment).Build();

    public string Error(string? configPath = null) => Should.Throw<ConfigException>(() => Load(configPath)).Message;

    public IReadOnlyList<string> Warnings() => [.. Load().GetSection("PicoClaw:Warnings").GetChildren().Select(child => child.Value!)];

    public void Dispose() => folder.Delete(recursive: true);
}
