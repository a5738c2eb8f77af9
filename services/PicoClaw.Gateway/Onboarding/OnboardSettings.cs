namespace PicoClaw.Gateway.Onboarding;

/// <summary>What the command line of <c>picoclaw onboard</c> says; what it leaves out is asked for, where somebody can answer.</summary>
internal sealed record OnboardSettings
{
    public string? ConfigPath { get; init; }

    /// <summary>The emulator to register with in place of DingTalk.</summary>
    public Uri? Emulator { get; init; }

    /// <summary>What the next commands need to find it.</summary>
    public string EmulatorWords { get; init; } = "--emulator";

    public string? Account { get; init; }

    public string? ClientId { get; init; }

    public string? ClientSecret { get; init; }

    public bool Scan { get; init; }

    /// <summary>Such as deepseek/deepseek-chat.</summary>
    public string? Model { get; init; }

    public string? ApiKey { get; init; }

    public Uri? ApiBase { get; init; }

    public bool NoModel { get; init; }

    /// <summary>Writes without asking DingTalk and the model.</summary>
    public bool NoCheck { get; init; }
}
