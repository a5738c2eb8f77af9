namespace PicoClaw.Hosting.Reloading;

/// <summary>One class of options within the settings that change as a whole.</summary>
internal interface ILivePart
{
    Type Type { get; }

    /// <summary>The options as the configuration has them now, checked; <paramref name="previous"/> itself when they are the same.</summary>
    object Read(object? previous);

    void Announce();
}
