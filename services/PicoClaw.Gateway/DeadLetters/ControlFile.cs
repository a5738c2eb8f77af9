using System.Text.Json;

namespace PicoClaw.Gateway.DeadLetters;

/// <summary>
/// Where the gateway that owns the store answers, and the key that it asks for. Who can read it could read the store beside it as well.
/// </summary>
internal sealed record ControlFile(string Address, string Key)
{
    private const string Name = "gateway.json";

    /// <summary>Null when there is none, or none that can be read.</summary>
    public static ControlFile? Read(string folder)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(Path.Combine(folder, Name)), DeadLetterJson.Default.ControlFile);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Written anew for its owner alone: an older one may have been readable by others.</summary>
    public void Write(string folder)
    {
        Delete(folder);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var file = new FileStream(Path.Combine(folder, Name), options);
        JsonSerializer.Serialize(file, this, DeadLetterJson.Default.ControlFile);
    }

    public static void Delete(string folder) => File.Delete(Path.Combine(folder, Name));
}
