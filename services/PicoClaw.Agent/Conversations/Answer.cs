using PicoClaw.Agent.Models;

namespace PicoClaw.Agent.Conversations;

/// <summary>What the model said and what that took; null when no model was asked.</summary>
internal sealed record Answer(string Text, ModelUsage? Usage);
