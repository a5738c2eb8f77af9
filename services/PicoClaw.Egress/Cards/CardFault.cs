namespace PicoClaw.Egress.Cards;

/// <summary>What a card call's failure says of the card.</summary>
internal enum CardFault
{
    None,

    /// <summary>Its reply has come before it was made: there is none.</summary>
    Answered,

    /// <summary>There is no such card.</summary>
    Gone,

    /// <summary>A card of this id was there before; whether people see it is not known.</summary>
    Exists,

    /// <summary>People do not see it.</summary>
    NotShown,

    /// <summary>Its template lacks the streamed variable, or it is finished: the platform answers both alike.</summary>
    NotStreamed,
}
