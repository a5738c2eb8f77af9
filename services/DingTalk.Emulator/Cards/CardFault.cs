namespace DingTalk.Emulator.Cards;

// Why a card stays as it is.
internal enum CardFault
{
    Gone,
    Finalized,
    TooLong,
    UnknownVariable,
}
