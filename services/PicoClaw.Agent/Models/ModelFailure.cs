using System.ClientModel;

namespace PicoClaw.Agent.Models;

internal static class ModelFailure
{
    /// <summary>True when asking again cannot help: a wrong key, an unknown model, a prompt that is too long. Timeouts, conflicts and throttling pass.</summary>
    public static bool IsPermanent(Exception exception) => exception is ClientResultException { Status: >= 400 and < 500 and not (408 or 409 or 425 or 429) };
}
