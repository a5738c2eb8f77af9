namespace PicoClaw.Egress.Notifications;

internal enum IntakeOutcome
{
    Accepted,

    /// <summary>It came before; nothing is sent again.</summary>
    Repeated,

    /// <summary>Its id or key was used for something else, which stays as it is.</summary>
    Conflict,
}
