namespace PicoClaw.Egress.Channels;

/// <summary>What became of a call that asks for something.</summary>
/// <param name="Result">As of a send; <see cref="SendResult.Sent"/> with a value.</param>
/// <param name="Value">What was asked for.</param>
internal sealed record AskResult<T>(SendResult Result, T? Value = null)
    where T : class;
