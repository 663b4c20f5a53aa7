//! The page's policy names the hashes of what stands in it.

use super::*;

/// SHA-256 (FIPS 180-4), for the test alone: its constants are the roots of primes.
fn sha256(text: &str) -> [u8; 32] {
    let primes: Vec<u64> =
        (2..312).filter(|n| (2..*n).take_while(|d| d * d <= *n).all(|d| n % d != 0)).collect();
    let root = |n: u64, power: u32| {
        // The first 32 bits of the fraction: the integer root of n * 2^(32 * power), mod 2^32.
        let target = u128::from(n) << (32 * power);
        let (mut low, mut high) = (0_u128, 1_u128 << 40);
        while low + 1 < high {
            let middle = u128::midpoint(low, high);
            if middle.pow(power) <= target { low = middle } else { high = middle }
        }
        u32::try_from(low & 0xffff_ffff).expect("it was cut to 32 bits")
    };
    let constants: Vec<u32> = primes.iter().take(64).map(|prime| root(*prime, 3)).collect();
    let mut state: Vec<u32> = primes.iter().take(8).map(|prime| root(*prime, 2)).collect();
    let mut bytes = text.as_bytes().to_vec();
    let bits = u64::try_from(bytes.len() * 8).expect("it is short");
    bytes.push(0x80);
    while bytes.len() % 64 != 56 {
        bytes.push(0);
    }
    bytes.extend(bits.to_be_bytes());
    for chunk in bytes.chunks(64) {
        let mut schedule: Vec<u32> = chunk
            .chunks(4)
            .map(|four| four.iter().fold(0, |word, byte| word << 8 | u32::from(*byte)))
            .collect();
        for at in 16..64 {
            let (a, b) = (schedule[at - 15], schedule[at - 2]);
            let a = a.rotate_right(7) ^ a.rotate_right(18) ^ (a >> 3);
            let b = b.rotate_right(17) ^ b.rotate_right(19) ^ (b >> 10);
            schedule.push(
                schedule[at - 16].wrapping_add(a).wrapping_add(schedule[at - 7]).wrapping_add(b),
            );
        }
        let mut now = state.clone();
        for at in 0..64 {
            let e = now[4].rotate_right(6) ^ now[4].rotate_right(11) ^ now[4].rotate_right(25);
            let choice = (now[4] & now[5]) ^ (!now[4] & now[6]);
            let one = now[7].wrapping_add(e).wrapping_add(choice).wrapping_add(constants[at]);
            let one = one.wrapping_add(schedule[at]);
            let a = now[0].rotate_right(2) ^ now[0].rotate_right(13) ^ now[0].rotate_right(22);
            let majority = (now[0] & now[1]) ^ (now[0] & now[2]) ^ (now[1] & now[2]);
            now.pop();
            now.insert(0, one.wrapping_add(a.wrapping_add(majority)));
            now[4] = now[4].wrapping_add(one);
        }
        for (sum, add) in state.iter_mut().zip(now) {
            *sum = sum.wrapping_add(add);
        }
    }
    let bytes: Vec<u8> = state.iter().flat_map(|word| word.to_be_bytes()).collect();
    bytes.try_into().expect("eight words are 32 bytes")
}

fn base64(bytes: &[u8]) -> String {
    let digits: Vec<char> =
        ('A'..='Z').chain('a'..='z').chain('0'..='9').chain(['+', '/']).collect();
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let three = (0..3).fold(0, |all, at| all << 8 | usize::from(*chunk.get(at).unwrap_or(&0)));
        for at in 0..4 {
            let digit = digits[three >> (18 - 6 * at) & 63];
            text.push(if at <= chunk.len() { digit } else { '=' });
        }
    }
    text
}

#[test]
fn the_policy_lets_this_style_and_script_run() {
    assert_eq!(base64(&sha256("abc")), "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
    assert_eq!(base64(&sha256(STYLE)), STYLE_HASH);
    assert_eq!(base64(&sha256(SCRIPT)), SCRIPT_HASH);
}

#[test]
fn hostile_text_is_text() {
    let escaped = Escaped("</style><script>alert('x')</script>&\"").to_string();
    assert_eq!(escaped, "&lt;/style&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;&quot;");
}
