using Microsoft.Extensions.Configuration;

namespace PicoClaw.AppHost;

/// <summary>The settings, from the command line (<c>--Replicas:Agent=3</c>), the environment (<c>Replicas__Agent=3</c>) or appsettings.json.</summary>
internal sealed class AppHostSettings
{
    private readonly IConfiguration _configuration;

    private AppHostSettings(IConfiguration configuration) => _configuration = configuration;

    /// <summary>True for the real DingTalk, false for the emulator; always true in publish mode.</summary>
    public bool IsReal { get; private init; }

    /// <summary>The user's config.json for the real DingTalk. Null in publish mode: a manifest must not hold a path of this machine.</summary>
    public string? ConfigFile { get; private init; }

    public int EmulatorPort => Number("Emulator:Port", 5080, 65535);

    public int Replicas(string service) => Number($"Replicas:{service}", service == "ingress" ? 1 : 2, 100);

    public static AppHostSettings Read(IDistributedApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        if (builder.ExecutionContext.IsPublishMode)
        {
            return new AppHostSettings(configuration) { IsReal = true };
        }

        var file = ConfigFileOf(configuration);
        var isReal = configuration["DingTalk"]?.ToUpperInvariant() switch
        {
            null or "" => file is not null,
            "REAL" => true,
            "EMULATOR" => false,
            _ => throw new DistributedApplicationException($"DingTalk is \"{configuration["DingTalk"]}\": write emulator or real."),
        };
        return new AppHostSettings(configuration) { IsReal = isReal, ConfigFile = isReal ? file : null };
    }

    private static string? ConfigFileOf(IConfiguration configuration)
    {
        if (configuration["PICOCLAW_CONFIG"] is not { Length: > 0 } named)
        {
            return null;
        }

        var path = Path.GetFullPath(named);
        return File.Exists(path)
            ? path
            : throw new DistributedApplicationException($"PICOCLAW_CONFIG names {path}, which does not exist: write the file's full path.");
    }

    private int Number(string key, int otherwise, int max)
    {
        if (_configuration[key] is not { Length: > 0 } text)
        {
            return otherwise;
        }

        return int.TryParse(text, out var number) && number >= 1 && number <= max
            ? number
            : throw new DistributedApplicationException($"{key} is \"{text}\": write a whole number from 1 to {max}.");
    }
}
