namespace PicoClaw.Gateway.Tests.Testing;

/// <summary>A config.json in a folder of its own.</summary>
internal sealed class ConfigFile : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("picoclaw-gateway-");

    public ConfigFile(string? text = null)
    {
        if (text is not null)
        {
            File.WriteAllText(Path, text);
        }
    }

    public string Path => System.IO.Path.Combine(_folder.FullName, "config.json");

    public string Text => File.ReadAllText(Path);

    public IEnumerable<string> Names => _folder.EnumerateFiles().Select(file => file.Name);

    public void Dispose() => _folder.Delete(recursive: true);
}
