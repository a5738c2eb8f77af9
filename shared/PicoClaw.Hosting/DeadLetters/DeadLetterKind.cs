namespace PicoClaw.Hosting.DeadLetters;

public enum DeadLetterKind
{
    /// <summary>A turn that failed for good; the user was told.</summary>
    Turn,

    /// <summary>A reply that could not be delivered.</summary>
    Delivery,

    /// <summary>A message of the broker that its consumer could not take.</summary>
    Malformed,
}
