namespace PicoClaw.Gateway.Doctor.Checking;

internal enum FindingLevel
{
    Pass,
    Warn,
    Fail,

    /// <summary>Not looked at: what it needs has failed.</summary>
    Skip,
}
