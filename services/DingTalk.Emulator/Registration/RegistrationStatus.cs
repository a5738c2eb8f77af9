namespace DingTalk.Emulator.Registration;

internal enum RegistrationStatus
{
    Waiting,
    Success,
    Fail,
    Expired,
}
