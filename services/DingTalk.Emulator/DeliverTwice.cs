namespace DingTalk.Emulator;

// What a second delivery of a card to the same space does.
public enum DeliverTwice
{
    SecondMessage,

    // Success with the first carrierId.
    Ignored,
}
