//! Where the notions of a thesaurus lie to one another: each is a vector, and those that are near to one
//! another point in much the same direction.
//!
//! The kin of all notions are a matrix, a row for each. What all rows have in common tells nothing and is
//! taken off; of the rest those directions are kept in which notions differ most. They are found as Halko,
//! Martinsson and Tropp (2011) find the range of a matrix, begun with sums of neighbouring lines of the
//! thesaurus in place of random vectors.

use std::borrow::Cow;

/// How many directions are kept.
pub(super) const DIMENSIONS: usize = 384;

/// What something speaks of.
pub(super) type Vector = [f32; DIMENSIONS];

/// The greatest value of a packed coordinate.
const GREATEST: f32 = 127.0;

/// A direction counts as none when less than this share of its length is new beside the others.
const NOTHING: f32 = 1e-5;

/// The vectors of notions, by number. A coordinate is one byte, a signed number of 127ths.
#[derive(Debug, PartialEq)]
pub(super) struct Space(pub(super) Cow<'static, [u8]>);

impl Space {
    /// Gives each notion a vector. `kin` are the notions that are near to each, with how near they are; as
    /// vectors, of length 1.
    ///
    /// Where there are no more notions than directions, each has a direction of its own.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a coordinate lies between -1 and 1"
    )]
    pub(super) fn of(kin: &[Vec<(u32, f32)>]) -> Self {
        let vectors = if kin.len() <= DIMENSIONS { as_they_are(kin) } else { reduced(kin) };
        let pack = |coordinate: &f32| (coordinate * GREATEST).round() as i8 as u8;
        Self(vectors.iter().flatten().map(pack).collect())
    }

    /// Returns how many notions there are.
    pub(super) fn size(&self) -> usize {
        self.0.len() / DIMENSIONS
    }

    /// Adds the vector of a notion, so many times.
    pub(super) fn add(&self, sum: &mut Vector, notion: u32, times: f32) {
        let times = times / GREATEST;
        let packed = &self.0[notion as usize * DIMENSIONS..][..DIMENSIONS];
        for (sum, packed) in sum.iter_mut().zip(packed) {
            *sum += f32::from(packed.cast_signed()) * times;
        }
    }
}

/// Adds a vector, so many times.
pub(super) fn add(sum: &mut [f32], vector: &[f32], times: f32) {
    for (sum, coordinate) in sum.iter_mut().zip(vector) {
        *sum += coordinate * times;
    }
}

/// Returns the product of two vectors: the cosine between them, where both have the length 1.
pub(super) fn product(one: &Vector, other: &Vector) -> f32 {
    // Several sums at once: one alone would wait for each addition.
    let mut sums = [0.0; 16];
    for (one, other) in one.as_chunks::<16>().0.iter().zip(other.as_chunks::<16>().0) {
        for (sum, (one, other)) in sums.iter_mut().zip(one.iter().zip(other)) {
            *sum += one * other;
        }
    }
    sums.into_iter().sum()
}

/// Gives a vector the length 1; one without length stays as it is.
pub(super) fn to_unit(vector: &mut Vector) {
    let length = product(vector, vector).sqrt();
    if length > 0.0 {
        for coordinate in vector {
            *coordinate /= length;
        }
    }
}

/// Each notion has a direction of its own.
fn as_they_are(kin: &[Vec<(u32, f32)>]) -> Vec<Vector> {
    let mut vectors = vec![[0.0; DIMENSIONS]; kin.len()];
    for (vector, row) in vectors.iter_mut().zip(kin) {
        for (notion, near) in row {
            vector[*notion as usize] = *near;
        }
    }
    vectors
}

fn reduced(kin: &[Vec<(u32, f32)>]) -> Vec<Vector> {
    let size = kin.len();
    let groups = (0..size).map(|notion| {
        let mut one = [0.0; DIMENSIONS];
        one[notion * DIMENSIONS / size] = 1.0;
        one
    });
    let matrix = Matrix::of(kin);
    let directions = matrix.turned_times(&groups.collect::<Vec<_>>());
    let mut directions = matrix.turned_times(&matrix.times(&directions));
    set_apart(&mut directions);
    matrix.times(&directions)
}

/// The kin of notions without what they all have in common.
struct Matrix<'a> {
    rows: &'a [Vec<(u32, f32)>],
    /// The mean of all rows.
    common: Vec<f32>,
}

impl<'a> Matrix<'a> {
    #[expect(clippy::cast_precision_loss, reason = "a thesaurus has fewer than 2^23 notions")]
    fn of(rows: &'a [Vec<(u32, f32)>]) -> Self {
        let mut common = vec![0.0; rows.len()];
        for (notion, near) in rows.iter().flatten() {
            common[*notion as usize] += near / rows.len() as f32;
        }
        Self { rows, common }
    }

    /// Multiplies it by a matrix of which the rows are given.
    fn times(&self, other: &[Vector]) -> Vec<Vector> {
        let mut off = [0.0; DIMENSIONS];
        for (row, share) in other.iter().zip(&self.common) {
            add(&mut off, row, -share);
        }
        let product = |row: &Vec<(u32, f32)>| {
            let mut sum = off;
            for (notion, near) in row {
                add(&mut sum, &other[*notion as usize], *near);
            }
            sum
        };
        self.rows.iter().map(product).collect()
    }

    /// Multiplies it, turned on its side, by a matrix of which the rows are given.
    fn turned_times(&self, other: &[Vector]) -> Vec<Vector> {
        let mut product = vec![[0.0; DIMENSIONS]; self.rows.len()];
        let mut all = [0.0; DIMENSIONS];
        for (row, other) in self.rows.iter().zip(other) {
            add(&mut all, other, 1.0);
            for (notion, near) in row {
                add(&mut product[*notion as usize], other, *near);
            }
        }
        for (product, share) in product.iter_mut().zip(&self.common) {
            add(product, &all, -share);
        }
        product
    }
}

/// Makes the columns of a matrix of which the rows are given orthogonal and of length 1, by the factor of
/// Cholesky: `R` of which the square, `RᵀR`, is that of the matrix. A column that adds no direction
/// becomes zero.
fn set_apart(rows: &mut [Vector]) {
    let mut factor = vec![[0.0; DIMENSIONS]; DIMENSIONS];
    for row in &*rows {
        for (at, coordinate) in row.iter().enumerate() {
            add(&mut factor[at][at..], &row[at..], *coordinate);
        }
    }
    for at in 0..DIMENSIONS {
        let whole = factor[at][at];
        let (done, [this, ..]) = factor.split_at_mut(at) else { continue };
        for before in &*done {
            add(&mut this[at..], &before[at..], -before[at]);
        }
        let length = if this[at] > NOTHING * whole { this[at].sqrt() } else { 0.0 };
        let times = if length > 0.0 { 1.0 / length } else { 0.0 };
        for coordinate in &mut this[at..] {
            *coordinate *= times;
        }
    }
    for row in rows {
        for (at, factor) in factor.iter().enumerate() {
            let (this, others) = row[at..].split_first_mut().expect("there are so many columns");
            *this = if factor[at] > 0.0 { *this / factor[at] } else { 0.0 };
            add(others, &factor[at + 1..], -*this);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vector(space: &Space, notion: u32) -> Vector {
        let mut vector = [0.0; DIMENSIONS];
        space.add(&mut vector, notion, 1.0);
        to_unit(&mut vector);
        vector
    }

    /// So many notions in pairs of kin, each pair with a share of one that is near to all.
    fn pairs(size: u32) -> Vec<Vec<(u32, f32)>> {
        let row = |notion: u32| vec![(0, 0.28), (notion & !1, 0.68), (notion | 1, 0.68)];
        (0..size).map(row).collect()
    }

    #[test]
    fn those_that_have_kin_in_common_are_near() {
        for size in [8, 2 * 400] {
            let space = Space::of(&pairs(size));
            assert_eq!(space.size(), size as usize);
            let near = |one, other| product(&vector(&space, one), &vector(&space, other));
            assert!(near(4, 5) > 0.99, "{size}: {}", near(4, 5));
            assert!(near(4, 6) < 0.3, "{size}: {}", near(4, 6));
        }
    }

    #[test]
    fn columns_are_set_apart_and_one_that_adds_nothing_becomes_zero() {
        let row = |at: usize| {
            let mut row = [0.0; DIMENSIONS];
            row[at] = 2.0;
            row[0] += 1.0;
            // The third column is the sum of the first two.
            row[2] = row[0] + row[1];
            row
        };
        let mut rows: Vec<Vector> = (0..DIMENSIONS).map(row).collect();
        set_apart(&mut rows);
        let of_columns = |one: usize, other: usize| -> f32 {
            rows.iter().map(|row| row[one] * row[other]).sum()
        };
        assert!((of_columns(0, 0) - 1.0).abs() < 1e-3 && of_columns(0, 1).abs() < 1e-3);
        assert!((of_columns(300, 300) - 1.0).abs() < 1e-3 && of_columns(300, 7).abs() < 1e-3);
        assert!(of_columns(2, 2) == 0.0);
    }
}
