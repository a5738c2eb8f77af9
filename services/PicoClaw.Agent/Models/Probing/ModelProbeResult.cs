namespace PicoClaw.Agent.Models.Probing;

/// <summary>The outcome of one call.</summary>
/// <param name="Fault">What is wrong.</param>
/// <param name="Text">The service's own words, without secrets and on one line; empty when it answered.</param>
public sealed record ModelProbeResult(ModelProbeFault Fault, string Text);
