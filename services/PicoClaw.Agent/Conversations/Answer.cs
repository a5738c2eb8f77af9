namespace PicoClaw.Agent.Conversations;

/// <summary>What the model said and what that took.</summary>
internal sealed record Answer(string Text, Usage Usage);
