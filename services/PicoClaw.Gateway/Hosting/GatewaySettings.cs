namespace PicoClaw.Gateway.Hosting;

/// <summary>What the command line said.</summary>
internal sealed record GatewaySettings(string? ConfigPath, string? Broker, Uri? Emulator, bool Verbose);
