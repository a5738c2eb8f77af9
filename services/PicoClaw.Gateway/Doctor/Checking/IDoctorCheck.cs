namespace PicoClaw.Gateway.Doctor.Checking;

/// <summary>One thing that must be right for the bot to work. It prints nothing and changes nothing.</summary>
internal interface IDoctorCheck
{
    string Name { get; }

    /// <summary>Which account, model or server it looks at; null where there is one only.</summary>
    string? Subject => null;

    /// <summary>The checks without whose success this one says nothing.</summary>
    IReadOnlyList<IDoctorCheck> Needs => [];

    TimeSpan Limit => TimeSpan.FromSeconds(15);

    /// <exception cref="CheckFailedException">Something fails, and what to do about it.</exception>
    Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken);
}
