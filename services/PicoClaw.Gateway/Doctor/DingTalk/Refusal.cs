namespace PicoClaw.Gateway.Doctor.DingTalk;

/// <summary>What a refusal is about.</summary>
internal enum Refusal
{
    Other,
    Credentials,
    Scope,
    Address,
    Quota,
    Throttled,
    NoRobot,
    RobotCode,
}
