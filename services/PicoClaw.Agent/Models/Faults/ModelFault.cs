namespace PicoClaw.Agent.Models.Faults;

/// <summary>What a failed call says about the model, and with it who can do something about it.</summary>
internal enum ModelFault
{
    /// <summary>It may answer in a while: overloaded, unreachable, too slow.</summary>
    Transient,

    /// <summary>It will not answer before an administrator acts: a wrong key, an unknown model, no money left.</summary>
    Misconfigured,

    /// <summary>It does not answer this question, but may answer the next.</summary>
    Rejected,

    /// <summary>It does not answer this question because of its content.</summary>
    Refused,

    /// <summary>It used up the limit of an answer before it had said anything.</summary>
    CutOff,
}
