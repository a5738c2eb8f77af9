namespace DingTalk.Emulator.Registration;

// A registration as scripts see it.
internal sealed record RegistrationView(string UserCode, string Status, string? Source, string? ClientId)
{
    public static RegistrationView Of(DeviceRegistration one) =>
        new(one.UserCode, one.Status.ToString().ToUpperInvariant(), one.Source, one.App?.ClientId);
}
