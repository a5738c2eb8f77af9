namespace PicoClaw.Agent.History;

/// <summary>How many tokens a text has for a model.</summary>
internal sealed record TokenCount(string Model, long Tokens);
