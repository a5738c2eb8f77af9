namespace PicoClaw.Agent.Prompts;

/// <summary>
/// A part of the system prompt. The parts are in the order of their registration: what seldom changes comes first, so that services can
/// cache it.
/// </summary>
internal interface IPromptPart
{
    /// <summary>Null when there is nothing to say.</summary>
    Task<string?> WriteAsync(PromptContext context, CancellationToken cancellationToken);
}
