namespace PicoClaw.Gateway.Onboarding;

/// <summary>DingTalk or the model refuses what was given.</summary>
internal sealed class LiveCheckException(string message, bool isModel) : Exception(message)
{
    /// <summary>False: it is the app.</summary>
    public bool IsModel => isModel;
}
