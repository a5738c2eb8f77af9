namespace DingTalk.Emulator.Registration;

// One attempt to create an app by scanning; the store guards its changes.
internal sealed class DeviceRegistration(string deviceCode, string userCode, string? source, DateTimeOffset expiresAt)
{
    public string DeviceCode => deviceCode;

    public string UserCode => userCode;

    // Who asks for the app, as the client says.
    public string? Source => source;

    public DateTimeOffset ExpiresAt => expiresAt;

    public RegistrationStatus Status { get; set; }

    public EmulatorApp? App { get; set; }

    public string? Reason { get; set; }
}
