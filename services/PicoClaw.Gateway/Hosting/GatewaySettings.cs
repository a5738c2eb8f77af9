namespace PicoClaw.Gateway.Hosting;

/// <summary>The options of the command line.</summary>
internal sealed record GatewaySettings(string? ConfigPath, string? Broker, Uri? Emulator, bool Verbose);
